/** 客户购买公式 as a what-if (as rules/purchase.py); all values between 0 and 1. */
export const FACTORS = ["relationship", "advantage", "interest"];

export function purchase({ relationship, advantage, interest, weight }) {
  const parts = { advantage: weight * advantage, interest: (1 - weight) * interest };
  const bracket = parts.advantage + parts.interest;
  const lifts = {
    relationship: (1 - relationship) * bracket,
    advantage: relationship * weight * (1 - advantage),
    interest: relationship * (1 - weight) * (1 - interest),
  };
  const value = { relationship, advantage, interest };
  const weakest = FACTORS.reduce((best, name) => {
    const more = Number(lifts[name].toFixed(9)) - Number(lifts[best].toFixed(9));
    return more > 0 || (more === 0 && value[name] < value[best]) ? name : best;
  });
  return { ...parts, bracket, result: relationship * bracket, weakest };
}
