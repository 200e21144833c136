/** How far a reader has come. */
export interface Progress {
  /** Milliseconds in view. */
  dwell: number
  /** The deepest point reached, millionths of the whole. */
  scroll: number
  end: boolean
}

/** What the rule of the day asks before one may acknowledge. */
export interface Rule {
  min_seconds: number
  scroll_to_end: boolean
}

/** Counts time only while it runs: a tab in the background is not read. */
export class Stopwatch {
  private passed = 0
  private since: number | null = null
  private readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  run(): void {
    this.since ??= this.now()
  }

  pause(): void {
    this.passed = this.ms()
    this.since = null
  }

  ms(): number {
    return Math.floor(this.passed + (this.since === null ? 0 : this.now() - this.since))
  }
}

/** How much of a sheet has come into view, from where its top and the lower edge of the window stand. */
export function depth(top: number, height: number, edge: number): number {
  if (height <= 0) return 0
  return Math.round(Math.min(Math.max((edge - top) / height, 0), 1) * 1_000_000)
}

export type Phase = 'wait' | 'scroll' | 'ready'

/** What still stands between the reader and the button, and for how many seconds. */
export function phase(p: Progress, rule: Rule): { phase: Phase; left: number } {
  const left = Math.max(0, Math.ceil(rule.min_seconds - p.dwell / 1000))
  if (left > 0) return { phase: 'wait', left }
  return { phase: rule.scroll_to_end && !p.end ? 'scroll' : 'ready', left: 0 }
}

/**
 * The dwell at which the next report is due: soon at first, then more and more
 * rarely, so that a page left open all day stays far below what the server takes.
 */
export const nextReport = (dwell: number): number => Math.round(dwell * 1.25 + 4000)
