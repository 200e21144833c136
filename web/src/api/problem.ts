/** One fault of one field; `pointer` is a JSON pointer into the body sent. */
export interface FieldFault {
  pointer: string
  code?: string
  detail: string
}

/** The body of an answer that says no (RFC 9457, with the product's own members). */
export interface ProblemBody {
  type?: string
  title?: string
  status?: number
  detail?: string
  instance?: string
  code?: string
  request_id?: string
  errors?: FieldFault[]
}

/**
 * Why a call did not work: the server's own words where it answered, else that
 * it could not be reached. It is the one error type of the back office.
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly requestId: string
  readonly type: string
  readonly fields: readonly FieldFault[]
  /** Seconds after which another try makes sense; 0 when unknown. */
  readonly retry: number

  constructor(status: number, body: ProblemBody, retry = 0) {
    super(body.detail ?? body.title ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? ''
    this.title = body.title ?? ''
    this.detail = body.detail ?? ''
    this.requestId = body.request_id ?? ''
    this.type = body.type ?? ''
    this.fields = body.errors ?? []
    this.retry = retry
  }

  /** The server gave no answer: a broken network or a stopped server. */
  static unreachable(cause: unknown): Problem {
    const problem = new Problem(0, { code: 'unreachable' })
    problem.cause = cause
    return problem
  }

  /** Anything thrown, as a Problem. */
  static from(error: unknown): Problem {
    if (error instanceof Problem) return error
    if (error instanceof TypeError && /fetch|network/i.test(error.message)) return Problem.unreachable(error)
    const problem = new Problem(0, { code: 'page', detail: error instanceof Error ? error.message : String(error) })
    problem.cause = error
    return problem
  }

  /** Reads an answer that is not 2xx. */
  static async read(response: Response): Promise<Problem> {
    let body: ProblemBody = {}
    try {
      const parsed: unknown = await response.clone().json()
      if (typeof parsed === 'object' && parsed !== null) body = parsed
    } catch {
      // A proxy in front may answer with HTML: the status alone must do.
    }
    const id = response.headers.get('X-Request-Id')
    const retry = Number(response.headers.get('Retry-After') ?? 0)
    return new Problem(
      response.status,
      { ...body, request_id: body.request_id ?? id ?? undefined },
      Number.isFinite(retry) ? retry : 0,
    )
  }
}

/**
 * The way to a form field from a JSON pointer: "/customer/phones/0" becomes
 * ['customer', 'phones', 0]. The whole body ("" or "/") gives [].
 */
export function fieldPath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
