/** What is no number is sent as it was typed, and comes back with what is wrong there. */
export function numberOrText(text: string): unknown {
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}
