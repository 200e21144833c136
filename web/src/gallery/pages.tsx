import type { PageEntry } from '@/app/pages'
export const pages: readonly PageEntry[] = []
