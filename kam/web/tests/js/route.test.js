import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, routeOf } from "../../static/kam/logic/route.js";
import { FRESH } from "./copy.js";

const name = (pathname, hash = "", search = "") => {
  const { name: found, id } = routeOf({ pathname, hash, search });
  return id === null ? found : `${found} ${id}`;
};

test("every page of a day has its view, the rest is said to be absent", () => {
  const wanted = {
    "/": "today", "/today": "today", "/visits": "today", "/offline/zh-hans": "today", "/accounts": "accounts", "/accounts/7": "account 7",
    "/people/3": "person 3", "/people/3/thinking": "observe 3", "/people/3/adoption": "ladder 3", "/people/3/judge/influence": "judge 3", "/visits/12": "visit 12", "/visits/12/prepare": "visit 12", "/visits/12/record": "record 12",
    "/visits/12/edit": "edit 12", "/visits/12/cancel": "cancel 12", "/visits/new": "plan", "/visits/start": "start",
    "/accounts/7/actions/new": "action 7", "/accounts/7/promises/new": "promise 7", "/frontier": "absent", "/accounts/new": "absent", "/visits/12/record/x": "absent",
  };
  for (const [path, view] of Object.entries(wanted)) assert.equal(name(path), view, path);
});

test("a place made on this device wins over the path, and the outbox over both", () => {
  assert.equal(name("/offline/en", `#/visits/${FRESH}/record`), `record ${FRESH}`);
  assert.equal(name("/accounts/7", `#/actions/${FRESH}`), `actionEdit ${FRESH}`);
  assert.equal(name("/accounts/7", `#/promises/${FRESH}`), `promiseEdit ${FRESH}`);
  assert.equal(routeOf({ pathname: "/people/3/judge/influence" }).part, "influence");
  assert.equal(name("/visits/12", "#outbox"), "outbox");
  assert.equal(name("/visits/12/record", "#step-3"), "record 12");
  assert.equal(name("/visits/12/record", "#unsent"), "record 12");
});

test("the query travels with either", () => {
  assert.equal(routeOf({ pathname: "/visits/new", search: "?account=7" }).query.get("account"), "7");
  assert.equal(routeOf({ pathname: "/x", hash: `#/visits/${FRESH}/record?settles=op` }).query.get("settles"), "op");
});

test("a visit with a number has its page, one without has a place here", () => {
  assert.equal(addressOf({ pk: 12, id: FRESH }, "record"), "/visits/12/record");
  assert.equal(addressOf({ pk: null, id: FRESH }), `#/visits/${FRESH}`);
});
