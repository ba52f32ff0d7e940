/** A small copy as a device keeps it, for the tests of what works without signal. */

export const NEXT = "11111111-1111-4111-8111-111111111111";
export const LATER = "22222222-2222-4222-8222-222222222222";
export const NOTE = "33333333-3333-4333-8333-333333333333";
export const PROMISE = "44444444-4444-4444-8444-444444444444";
export const ACTION = "55555555-5555-4555-8555-555555555555";
export const FRESH = "66666666-6666-4666-8666-666666666666";

function visit(id, pk, start_time, rest = {}) {
  return {
    id, pk, account: 7, owner_id: 3, owner: "陈一诺", state: "planned", revision: 1, day: "2026-03-18", start_time, minutes: 60,
    people: [21], title: "沈若澜", objective: "责任写清楚", planned_ask: "4 月 1 日起试用", fallback_ask: "", fact: "", insight: "",
    insight_kind: "", outcome: "", next_objective: "", next_day: null, carried_on: "2026-03-10", reviewed_at: null, seconds: 0,
    brief: { could_carry: "", people: [], probes: [], questions: [{ text: "谁定？", note: "影响高", asked: "从未问过" }], messages: [], stages: [], waves: [], beside: [], ready: [{ text: "定好见谁", met: true }] },
    ...rest,
  };
}

export function copyOf() {
  return {
    schema: 1, made_at: "2026-03-18T09:12:00+08:00", today: "2026-03-18", user: { key: "k", id: 3, name: "陈一诺", language: "zh-hans" },
    accounts: [{ id: 7, name: "东湖医院", city: "武汉", owner_id: 3, owner: "陈一诺", interval: 14, last_day: "2026-03-10", due_on: "2026-03-24" }],
    people: [
      { id: 21, account: 7, name: "沈若澜", title: "主任", layer: "专家", role: "", stage: null, wave: null, told: [["关心", "责任"]], phone: "139 0000" },
      { id: 22, account: 7, name: "秦朗", title: "", layer: "", role: "", stage: null, wave: null, told: [], phone: "" },
    ],
    notes: [{ id: NOTE, pk: 40, account: 7, day: "2026-03-10", owner_id: 3, owner: "陈一诺", people: [21], title: "沈若澜", outcome: "advance", fact: "按步骤来", insight: "怕担责", insight_kind: "concern", next_objective: "责任写清楚", next_day: null }],
    visits: [visit(NEXT, 41, "14:00"), visit(LATER, 42, "16:30", { day: "2026-03-19" })],
    actions: [{ id: ACTION, pk: 5, account: 7, text: "联系工程师", due_on: "2026-03-18", state: "open", owner_id: 3, owner: "陈一诺", level: "kam1" }],
    promises: [{ id: PROMISE, pk: 6, account: 7, text: "盖章报告", due_on: "2026-03-16", state: "open", owner_id: 3, owner: "陈一诺", side: "ours", stakeholder_id: 21, person: "沈若澜" }],
    words: { between: [["people", "、"]], outcome: [["advance", "推进"]], insight_kind: [["concern", "关心点"]], outcome_tone: [["advance", "good"]], visit_state: [["draft", "草稿"]], action_state: [["done", "已完成"]] },
  };
}

/** An item as the store shows it. */
export function item(kind, fields = {}) {
  const { id = FRESH, account = 7, wanted = {}, base = null, state = "unsent", ...extras } = fields;
  return { op: crypto.randomUUID(), kind, id, account, at: "2026-03-18T15:00:00+08:00", state, wanted, base, body: { kind, id, account, wanted, base, ...extras } };
}

/** How a page is told its words: a name and its values, so that tests read them. */
export function told(snapshot, { day = "2026-03-18", minutes = 9 * 60 } = {}) {
  const say = (name, values = {}) => [name, ...Object.values(values)].join(" ");
  const term = (kind, value) => snapshot.words[kind]?.find(([code]) => code === value)?.[1] ?? "";
  return { snapshot, clock: { day, minutes }, say, day: (iso) => iso, term };
}
