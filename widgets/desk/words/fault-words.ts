/** What is wrong, at its control: the endpoint's words go on from the name of a field, which stands above them here. */
export const faultWords = { wrong: (detail: string) => `This ${detail}` };
