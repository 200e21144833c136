import type { components } from '@/api/schema.gen'
import type { States, Tone } from '@/kit/status'

export type Template = components['schemas']['ContractTemplate']
export type Version = components['schemas']['ContractVersion']
export type VersionView = components['schemas']['ContractVersionView']
export type Report = components['schemas']['ContractReport']
export type Finding = components['schemas']['LintFinding']
export type Issue = components['schemas']['TemplateIssue']

export const versionStates: States<Version['state']> = {
  draft: { tone: 'wait', word: 'template.state.draft' },
  proposed: { tone: 'info', word: 'template.state.proposed' },
  approved: { tone: 'good', word: 'template.state.approved' },
  refused: { tone: 'bad', word: 'template.state.refused' },
  retired: { tone: 'idle', word: 'template.state.retired' },
}

export const severityTone: Readonly<Record<Finding['severity'], Tone>> = { void: 'bad', missing: 'bad', unfair: 'warn', style: 'info' }

export const samples = ['fee', 'free', 'deferred'] as const

/** The place of a line and column, both from 1 and the column in characters, in a JavaScript string. */
export function placeOf(text: string, line: number, col: number): number {
  const lines = text.split('\n')
  const before = lines.slice(0, Math.max(0, line - 1)).reduce((n, l) => n + l.length + 1, 0)
  return Math.min(text.length, before + Array.from(lines[line - 1] ?? '').slice(0, Math.max(0, col - 1)).join('').length)
}

/** "own3, own6" as a list; what is empty or twice goes. */
export const readPlans = (text: string): string[] => [...new Set(text.normalize('NFKC').split(/[,、\s]+/).filter(Boolean))]

/** Puts something in where the cursor stands. */
export const inserted = (text: string, at: number, what: string): string => text.slice(0, at) + what + text.slice(at)

/** The plans of a version in words; none is every plan of the shop. */
export const plansOf = (v: Pick<Version, 'plans'> | undefined, all: string): string => (v === undefined || v.plans.length === 0 ? all : v.plans.join(', '))
