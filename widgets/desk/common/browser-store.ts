// What this browser keeps for the desk (localStorage). It may be full, or keep nothing for this site.

/** Keeps a value, or with null lets go of it; false where the browser refuses. */
export function store(key: string, value: unknown): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    // QuotaExceededError, or SecurityError or TypeError where the browser keeps nothing for this site.
    return false;
  }
}

/** What was kept, or null. */
export function stored<Value>(key: string): Value | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    // SecurityError or TypeError as above, or SyntaxError: not ours.
    return null;
  }
}

/** The names of all that is kept here. */
export function storedKeys(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
