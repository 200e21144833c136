import { Popover } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLanguage, useSay } from '@/i18n'
import { glossary, type TermKey } from './words/glossary'

/** A word of the field with a dotted underline: pressing it tells what it means, how it is made and which law it rests on. */
export function Term({ of, children }: { of: TermKey; children?: ReactNode }) {
  const say = useSay()
  const language = useLanguage()
  const term = glossary[of]
  const i = language === 'en' ? 1 : 0
  return (
    <Popover
      trigger={['click']}
      content={
        <div className="fm-term-body" role="dialog" aria-label={term.name[i]}>
          <p className="fm-strong">{`${term.name[0]} · ${term.name[1]}`}</p>
          <p>{term.text[i]}</p>
          {'formula' in term && <p className="fm-code">{term.formula[i]}</p>}
          {'basis' in term && (
            <p className="fm-soft">
              {say('kit.term.basis')} {term.basis[i]}
            </p>
          )}
          <Link to={`/glossary#${of}`}>{say('kit.term.all')}</Link>
        </div>
      }
    >
      <button type="button" className="fm-term">
        {children ?? term.name[i]}
      </button>
    </Popover>
  )
}
