/** Ready texts that fit what was typed after the slash, those whose name begins so first. */
export function matching(replies, draft) {
  const [, typed] = /^\/([^\n]*)$/.exec(draft) ?? [];
  if (typed === undefined) {
    return [];
  }
  const wanted = typed.trim().toLowerCase();
  const rank = ({ name, texts }) => {
    if (name.toLowerCase().startsWith(wanted)) {
      return 0;
    }
    return `${name} ${Object.values(texts).join(" ")}`.toLowerCase().includes(wanted) ? 1 : 2;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter((one) => one.rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 8)
    .map((one) => one.reply);
}

/**
 * The text in the customer's language, with what its variables stand for; unknown ones stay to be filled in. Most visitors
 * have no name, and are greeted without one.
 */
export function filled(reply, { language, customer, agent, order }) {
  const text = reply.texts[language] ?? Object.values(reply.texts)[0] ?? "";
  const values = { customer, agent, order };
  const named = customer ? text : text.replace(/ ?\{customer\}/g, "");
  return named.replace(/\{(\w+)\}/g, (whole, name) => values[name] || whole);
}
