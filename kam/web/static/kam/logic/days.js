/** Days as they are written, 2026-03-18, and how far they lie apart. No DOM, no zone in here. */

const DAY = 24 * 3600 * 1000;

function stamp(day) {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day some days later, or earlier. */
export function later(day, count) {
  return new Date(stamp(day) + count * DAY).toISOString().slice(0, 10);
}

/** How many days lie from one day to another; negative when the other is earlier. */
export function daysBetween(first, second) {
  return Math.round((stamp(second) - stamp(first)) / DAY);
}

/** A day of the weekend becomes the Monday after it. */
export function workingDay(day) {
  const weekday = new Date(stamp(day)).getUTCDay();
  if (weekday === 6) return later(day, 2);
  return weekday === 0 ? later(day, 1) : day;
}

/** The days to choose from for the next visit: agreed, by frequency, in one and two weeks. */
export function likelyDays(today, interval, known = null) {
  const days = [interval, 7, 14].map((count) => workingDay(later(today, count)));
  if (known && known > today) days.push(known);
  return [...new Set(days)].sort();
}

/** What the clock of this device says: {day, time, at}. */
export function clockOf(date = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  const minutes = date.getHours() * 60 + date.getMinutes();
  return { day, minutes };
}

/** Minutes of an hour such as 14:05, or null. */
export function minutesOf(time) {
  if (!time) return null;
  const [hours, minutes] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
