/** The Courier. One object for an installation: it knows who wants to hear of what. */
export function courier({ COURIER }: Env) {
  return COURIER.getByName('courier');
}
