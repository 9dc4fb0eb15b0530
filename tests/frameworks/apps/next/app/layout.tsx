import type { ReactNode } from 'react';
import { Pledgemark } from './pledgemark';
import 'pledgemark/badge.css';

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        {children}
        <Pledgemark />
      </body>
    </html>
  );
}
