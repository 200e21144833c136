import { CopyButton } from './copy'

/** A text to be kept exactly as it is: shown whole, copied by one press. */
export function Pre({ text, label }: { text: string; label: string }) {
  return (
    <div className="fm-pre fm-pre-exact">
      {/* A scrolling block must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="group" aria-label={label}>
        {text}
      </pre>
      <CopyButton text={text} />
    </div>
  )
}

/** Hands a text to the browser as a file. */
export function saveText(name: string, text: string, type = 'text/plain'): void {
  saveBlob(name, new Blob([text], { type }))
}

/** The same for what the server made. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
