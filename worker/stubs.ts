/** The Ledger. One object for an installation: everything that must be consistent is in it. */
export function ledger({ LEDGER }: Env) {
  return LEDGER.getByName('ledger');
}

/** The Courier. One object for an installation: it knows who wants to hear of what. */
export function courier({ COURIER }: Env) {
  return COURIER.getByName('courier');
}
