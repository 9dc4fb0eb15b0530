'use client';
import { configure } from 'pledgemark';

configure({ origin: process.env.NEXT_PUBLIC_PLEDGEMARK_ORIGIN ?? '' });

export function Pledgemark() {
  return null;
}
