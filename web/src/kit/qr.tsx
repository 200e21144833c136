import qrcode from 'qrcode-generator'
import { useMemo } from 'react'

/** A QR code drawn on this page: the secret inside goes to no other service. Always dark on white, as scanners want. */
export function Qr({ text, label, size = 176 }: { text: string; label: string; size?: number }) {
  const { path, side } = useMemo(() => {
    const code = qrcode(0, 'M')
    code.addData(text)
    code.make()
    const n = code.getModuleCount()
    let d = ''
    for (let y = 0; y < n; y++) for (let x = 0; x < n; x++) if (code.isDark(y, x)) d += `M${x} ${y}h1v1h-1z`
    return { path: d, side: n }
  }, [text])
  return (
    <svg role="img" aria-label={label} width={size} height={size} viewBox={`-4 -4 ${side + 8} ${side + 8}`} shapeRendering="crispEdges">
      <rect x={-4} y={-4} width={side + 8} height={side + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
