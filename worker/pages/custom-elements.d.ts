// Our own elements, as the pages write them.
declare module 'hono/jsx' {
  namespace JSX {
    interface IntrinsicElements {
      'pledge-badge': { pledge: string; outcome?: string; children?: import('hono/jsx').Child };
    }
  }
}

export {};
