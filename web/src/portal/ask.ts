import { Problem, type ProblemBody } from '@/api/problem'
import type { components } from '@/api/schema.gen'
import type { Language } from '@/i18n/word'
import type { Place } from './place'

type Schemas = components['schemas']
export type Look = Schemas['PortalLookOut']
export type Opened = Schemas['PortalOpenOut']
export type Seen = Schemas['DisclosureSeen']
export type FileOut = Schemas['PortalFileOut']

interface Options {
  body?: unknown
  lang?: Language
  /** The page may be going away: the browser still sends it. */
  last?: boolean
  signal?: AbortSignal
}

/** Asks a door of a public link. The client of the back office would bring all its words along. */
async function ask<T>(place: Place, door: string, { body, lang, last = false, signal }: Options = {}): Promise<T> {
  const headers: Record<string, string> = {}
  if (lang) headers['Accept-Language'] = lang
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  let answer: Response
  try {
    answer = await fetch(`/v1/portal/${place.tenant}/${place.token}${door}`, {
      method: body === undefined ? 'GET' : 'POST', headers, body: body === undefined ? undefined : JSON.stringify(body), keepalive: last, credentials: 'omit', signal,
    })
  } catch (e) {
    throw Problem.unreachable(e)
  }
  if (!answer.ok) throw new Problem(answer.status, (await answer.json().catch(() => ({}))) as ProblemBody)
  return (await answer.json()) as T
}

export const look = (place: Place, signal: AbortSignal) => ask<Look>(place, '', { signal })
export const open = (place: Place, lang: Language, signal: AbortSignal) => ask<Opened>(place, '/open', { body: { form: 'html', lang }, lang, signal })
export const seen = (place: Place, body: Schemas['PortalSeenIn'], lang: Language, last = false) => ask<Seen>(place, '/seen', { body, lang, last })
export const file = (place: Place, form: 'pdf' | 'png', lang: Language) => ask<FileOut>(place, '/files', { body: { form, lang }, lang })
