import { Alert, Button, Space, type FormInstance } from 'antd'
import type { ReactNode } from 'react'
import { fieldPath, Problem } from '@/api/problem'
import { useSay } from '@/i18n'
import { CopyButton } from './copy'

/** A sentence for a problem that has none of its own: no network, a proxy's page, a fault of this page. */
function useSentence(problem: Problem): string {
  const say = useSay()
  if (problem.code === 'unreachable') return say('kit.problem.unreachable')
  if (problem.code === 'page') return say('kit.problem.page')
  if (problem.detail !== '') return problem.detail
  if (problem.title !== '') return problem.title
  return say('kit.problem.status', { status: problem.status })
}

interface Props {
  error: unknown
  retry?: () => void
  /** Faults of single fields are already shown at their fields. */
  fieldsShown?: boolean
  action?: ReactNode
}

/**
 * Why something did not work, in the server's words, with the number to quote.
 * It is announced to screen readers as soon as it appears.
 */
export function ProblemAlert({ error, retry, fieldsShown = false, action }: Props) {
  const say = useSay()
  const problem = Problem.from(error)
  const sentence = useSentence(problem)
  return (
    <Alert
      type={problem.status === 409 || problem.status === 403 ? 'warning' : 'error'}
      showIcon
      role="alert"
      className="fm-problem"
      title={sentence}
      description={
        <>
          {!fieldsShown && problem.fields.length > 0 && (
            <ul>
              {problem.fields.map((f) => (
                <li key={f.pointer + f.detail}>{f.detail}</li>
              ))}
            </ul>
          )}
          <Space size="small" wrap className="fm-problem-foot">
            {problem.retry > 0 && <span>{say('kit.problem.after', { n: problem.retry })}</span>}
            {problem.requestId !== '' && (
              <span className="fm-soft">
                {say('kit.problem.request')} <code>{problem.requestId}</code>
                <CopyButton text={problem.requestId} label={say('kit.problem.copy')} />
              </span>
            )}
            {problem.type.startsWith('/') && <a href={problem.type}>{say('kit.problem.more')}</a>}
            {retry && (
              <Button size="small" onClick={retry}>
                {say('kit.retry')}
              </Button>
            )}
            {action}
          </Space>
        </>
      }
    />
  )
}

/**
 * Puts each fault of the answer at its form field and moves to the first one.
 * Returns the faults that belong to no field of the form, for the alert above.
 * `rename` maps a pointer of the API to a field name where they differ.
 */
export function bindProblem(
  form: FormInstance,
  error: unknown,
  rename: Readonly<Record<string, string | (string | number)[]>> = {},
): Problem['fields'] {
  const problem = Problem.from(error)
  const placed: { name: (string | number)[]; errors: string[] }[] = []
  const rest = problem.fields.filter((fault) => {
    const path = rename[fault.pointer] ?? fieldPath(fault.pointer)
    const name = Array.isArray(path) ? path : [path]
    // getFieldInstance is undefined for a name that no field of this form has.
    if (name.length === 0 || form.getFieldInstance(name) === undefined) return true
    const same = placed.find((p) => p.name.join('/') === name.join('/'))
    if (same) same.errors.push(fault.detail)
    else placed.push({ name, errors: [fault.detail] })
    return false
  })
  form.setFields(placed)
  const first = placed[0]
  if (first) form.scrollToField(first.name, { block: 'center', focus: true })
  return rest
}
