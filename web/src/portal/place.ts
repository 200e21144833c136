/** Which page a public link opens, as its path says. */
export interface Place {
  tenant: string
  token: string
}

const form = /^\/p\/([a-z0-9_]{1,64})\/quote\/([A-Za-z0-9_-]{1,64})\/?$/

/** Reads `/p/{tenant}/quote/{token}`; null for every other path. */
export function placeOf(path: string): Place | null {
  const [, tenant, token] = form.exec(path) ?? []
  return tenant === undefined || token === undefined ? null : { tenant, token }
}
