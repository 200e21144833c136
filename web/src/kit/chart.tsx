import { Segmented } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useSay } from '@/i18n'
import { useTheme } from './appearance'
import { font, palettes } from './theme'

interface Props {
  /** What the picture shows, in words, for those who do not see it. */
  label: string
  /** Axes and series; colours, font and legend are filled in here. */
  option: EChartsCoreOption
  height?: number
  /** The same figures as a table: every chart has its twin. */
  table: ReactNode
}

/**
 * A chart with its table twin. The library is fetched only when the first
 * chart is shown, and draws on a canvas, which needs no inline style.
 */
export function Chart({ label, option, height = 260, table }: Props) {
  const say = useSay()
  const { mode } = useTheme()
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const at = box.current
    if (as !== 'chart' || !at) return
    const life: { over: boolean; end?: () => void } = { over: false }
    void import('./echarts').then(({ echarts }) => {
      if (life.over) return
      const p = palettes[mode]
      const axis = {
        axisLine: { lineStyle: { color: p.edge } },
        axisTick: { lineStyle: { color: p.edge } },
        axisLabel: { color: p.soft },
        splitLine: { lineStyle: { color: p.line } },
      }
      const chart = echarts.init(at, { categoryAxis: { ...axis, splitLine: { show: false } }, valueAxis: axis, timeAxis: axis })
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches
      chart.setOption({
        animation: !still,
        color: [p.accent, p.warn, p.good, p.bad, p.soft, p.edge],
        textStyle: { color: p.soft, fontFamily: font },
        // The library's own place for the legend lies on the axis.
        legend: { top: 0, textStyle: { color: p.soft } },
        // Drawn on the canvas: an HTML tooltip would need inline styles.
        tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: p.raised, borderColor: p.line, textStyle: { color: p.ink } },
        grid: { top: 36, left: 8, right: 8, bottom: 4, containLabel: true },
        ...option,
      })
      const size = new ResizeObserver(() => chart.resize())
      size.observe(at)
      life.end = () => {
        size.disconnect()
        chart.dispose()
      }
    })
    return () => {
      life.over = true
      life.end?.()
    }
  }, [as, mode, option])
  return (
    <figure className="fm-chart">
      <figcaption>
        <span>{label}</span>
        <Segmented<'chart' | 'table'>
          size="small"
          className="fm-noprint"
          aria-label={say('kit.chart.as')}
          value={as}
          onChange={setAs}
          options={[
            { value: 'chart', label: say('kit.chart.chart') },
            { value: 'table', label: say('kit.chart.table') },
          ]}
        />
      </figcaption>
      {as === 'chart' ? <div ref={box} role="img" aria-label={label} style={{ height }} /> : table}
    </figure>
  )
}
