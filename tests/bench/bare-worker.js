// What the platform alone costs: one KV read, or one bulk read, and nothing else. No routing, no headers, no address
// is looked at; what to read comes from the bindings.

export default {
  async fetch(_request, { PUBLISHED, PLEDGE_KEY }) {
    const { value } = await PUBLISHED.getWithMetadata(PLEDGE_KEY, 'stream');
    return new Response(value);
  },
};

export const badges = {
  async fetch(_request, { PUBLISHED, BADGES }) {
    const found = await PUBLISHED.get(BADGES.map(({ key }) => key));
    const members = BADGES.map(({ id, key }) => `"${id}":${found.get(key)}`);
    return new Response(`{"badges":{${members.join()}}}`);
  },
};
