/// <reference types="astro/client" />
import 'pledgemark/astro';

declare global {
  interface ImportMetaEnv {
    readonly PUBLIC_PLEDGEMARK_ORIGIN: string;
  }
}
