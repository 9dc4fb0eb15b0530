/** Asks for each id once. */
export function once<Found>(read: (id: string) => Found): (id: string) => Found {
  const known = new Map<string, Found>();
  return (id) => {
    if (!known.has(id)) known.set(id, read(id));
    return known.get(id) as Found;
  };
}
