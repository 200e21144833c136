import { LockOutlined } from './icons'
import { Button, Popover, type ButtonProps } from 'antd'
import { useId } from 'react'
import { useSay } from '@/i18n'
import { useWorkplace } from './workplace'

interface Props extends Omit<ButtonProps, 'onClick' | 'disabled'> {
  /** The permission the act needs; without it the button stays visible and says who may. */
  permission?: string
  /** Why the state forbids it now, though the person would be allowed to. */
  blocked?: string
  onClick?: () => void
}

/**
 * A button for an act. One that may not be pressed is still there, can be
 * focused, and tells why and who may: people learn the house by looking at it.
 */
export function Act({ permission, blocked, onClick, children, ...rest }: Props) {
  const say = useSay()
  const id = useId()
  const { may, holders } = useWorkplace()
  const forbidden = permission !== undefined && !may(permission)
  if (!forbidden && blocked === undefined) {
    return (
      <Button {...rest} onClick={onClick}>
        {children}
      </Button>
    )
  }
  const who = permission === undefined ? [] : holders(permission)
  const names = who.map((role) => say(`kit.role.${role}`)).join(say('kit.comma'))
  const reason = forbidden ? (names === '' ? say('kit.act.forbidden') : say('kit.act.holders', { who: names })) : (blocked ?? '')
  return (
    <Popover content={<span className="fm-note">{reason}</span>} trigger={['hover', 'focus', 'click']}>
      <Button
        {...rest}
        type="default"
        danger={false}
        icon={forbidden ? <LockOutlined /> : rest.icon}
        aria-disabled="true"
        aria-describedby={id}
        className={`${rest.className ?? ''} fm-blocked`}
        htmlType="button"
      >
        {children}
        <span id={id} className="fm-hidden">
          {reason}
        </span>
      </Button>
    </Popover>
  )
}
