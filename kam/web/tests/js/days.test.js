import assert from "node:assert/strict";
import { test } from "node:test";
import { clockOf, daysBetween, later, likelyDays, minutesOf, workingDay } from "../../static/kam/logic/days.js";

test("days are counted by the calendar, whatever the zone", () => {
  assert.equal(later("2026-02-27", 2), "2026-03-01");
  assert.equal(daysBetween("2026-03-18", "2026-03-16"), -2);
  assert.equal(daysBetween("2025-12-31", "2026-01-01"), 1);
});

test("the weekend moves to Monday, and the likely days are the server's", () => {
  assert.deepEqual(["2026-03-20", "2026-03-21", "2026-03-22"].map(workingDay), ["2026-03-20", "2026-03-23", "2026-03-23"]);
  assert.deepEqual(likelyDays("2026-03-18", 30), ["2026-03-25", "2026-04-01", "2026-04-17"]);
  assert.deepEqual(likelyDays("2026-03-18", 14, "2026-03-19"), ["2026-03-19", "2026-03-25", "2026-04-01"]);
});

test("the clock of the device says the day and the minutes", () => {
  assert.deepEqual(clockOf(new Date(2026, 2, 8, 9, 5)), { day: "2026-03-08", minutes: 545 });
  assert.equal(minutesOf("14:30"), 870);
  assert.equal(minutesOf(null), null);
});
