/** The script of the page that works without signal. */
import "./elements/kam-connection.js";
import "./elements/kam-dates.js";
import "./elements/kam-keys.js";
import "./elements/kam-ladder.js";
import "./elements/kam-leave.js";
import "./elements/kam-menu.js";
import "./elements/kam-photos.js";
import "./elements/kam-record.js";
import "./elements/kam-rows.js";
import "./elements/kam-theme.js";
import { Shell } from "./offline/shell.js";

const theme = /(?:^|; )theme=(dark|light)/.exec(document.cookie)?.[1];
if (theme) document.documentElement.dataset.theme = theme;
await new Shell(document.getElementById("content"), document.getElementById("line")).start();
