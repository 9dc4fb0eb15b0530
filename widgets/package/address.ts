// In the npm package this stands for the address that widgets/api.ts finds beside the script: code in a publisher's own bundle
// has nothing beside it, so it is told where to ask and guesses nothing.

/** The address of the API, with a slash at its end; empty until `configure` has said it. */
export let BASE = '';

export function setOrigin(origin: string): void {
  BASE = `${origin}/api/v1/`;
}
