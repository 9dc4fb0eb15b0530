// What of React the components use. React itself is installed where they are tested, in tests/frameworks, and nowhere else.
declare module 'react' {
  type Ref<T> = { current: T };
  export function createElement(tag: string, props: Record<string, unknown>): unknown;
  // biome-ignore lint/suspicious/noConfusingVoidType: -- as React declares it
  export function useEffect(effect: () => void | (() => void), dependencies?: readonly unknown[]): void;
  export function useImperativeHandle(ref: unknown, create: () => unknown): void;
  export function useRef<T>(initial: T): Ref<T>;
}
