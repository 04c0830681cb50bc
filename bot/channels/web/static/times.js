// Times are the community's, not the browser's.
import { fill } from "./words.js";

const parts = (date, zone) => {
  const named = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(date);
  return Object.fromEntries(named.map(({ type, value }) => [type, value]));
};

export const clock = (stamp, zone) => {
  const { hour, minute } = parts(new Date(stamp), zone);
  return `${hour}:${minute}`;
};

export const dayKey = (stamp, zone) => {
  const { year, month, day } = parts(new Date(stamp), zone);
  return `${year}-${month}-${day}`;
};

const serial = (key) => {
  const [year, month, day] = key.split("-").map(Number);
  return Date.UTC(year, month - 1, day) / 86_400_000;
};

export const dayName = (key, today, words) => {
  const gap = serial(today) - serial(key);
  if (gap === 0) return words.today;
  if (gap === 1) return words.yesterday;
  const [year, month, day] = key.split("-").map(Number);
  const weekday = words.weekdays.split(" ")[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  const values = { year, month, day, weekday, month_name: words.months.split(" ")[month - 1] };
  return fill(today.startsWith(`${year}-`) ? words.date : words.date_year, values);
};
