import createClient, { type Client, type Middleware } from 'openapi-fetch'
import { i18n } from '@/i18n'
import { Problem } from './problem'
import type { paths } from './schema.gen'

/** What the rest of the page wants to know of each answer. */
export interface Listener {
  /** The session is over: show the sign-in page. */
  signedOut: () => void
}

const listeners = new Set<Listener>()

/** Registers a listener; the returned function takes it away again. */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Turns an answer that is not 2xx into the Problem to throw, and tells the session when it is over. */
export async function refusal(response: Response): Promise<Problem> {
  if (response.status === 401) {
    for (const l of listeners) l.signedOut()
  }
  return Problem.read(response)
}

/**
 * Every call says its language. A POST carries an idempotency key, so that a
 * try repeated by the browser or the user books nothing twice; a caller that
 * tries again on its own gives the same key again.
 */
const courtesy: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', i18n.language)
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', crypto.randomUUID())
    }
    return request
  },
  async onResponse({ response }) {
    if (response.ok) return response
    throw await refusal(response)
  },
  onError({ error }) {
    return error instanceof Problem ? error : Problem.unreachable(error)
  },
}

/**
 * A typed client over any OpenAPI types. It throws a Problem for every answer
 * that is not 2xx, so `data` may be read without asking.
 */
export function client<P extends object>(baseUrl = ''): Client<P> {
  // fetch is looked up for each call, so that a test may stand a server in.
  const made = createClient<P>({
    baseUrl: baseUrl || location.origin,
    credentials: 'same-origin',
    fetch: (request) => globalThis.fetch(request),
  })
  made.use(courtesy)
  return made
}

/** The client of this back office. */
export const api = client<paths>()

/** The body of an answer; a 2xx without a body gives undefined as the types say. */
export async function data<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T
}
