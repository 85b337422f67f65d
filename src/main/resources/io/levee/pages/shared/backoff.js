/**
 * How long to wait before trying again, in milliseconds: anything from nothing to a limit that doubles
 * with every attempt, so that many clients do not come back at once ("full jitter").
 */
export function fullJitter(attempt, base = 500, cap = 30_000) {
  return Math.random() * Math.min(cap, base * 2 ** Math.min(attempt, 16));
}
