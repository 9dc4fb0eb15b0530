/** The Ledger. One object for an installation: everything that must be consistent is in it. */
export function ledger({ LEDGER }: Env) {
  return LEDGER.getByName('ledger');
}
