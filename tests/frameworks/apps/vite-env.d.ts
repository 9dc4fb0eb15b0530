/// <reference types="vite/client" />
interface ImportMetaEnv {
  readonly VITE_PLEDGEMARK_ORIGIN: string;
}
