import { Component, type ErrorInfo, type ReactNode } from 'react'
import { ProblemAlert } from './problem'

interface Props {
  children: ReactNode
  /** When it changes (another page), the children get a new try. */
  at?: string
}

/** Keeps a fault of one page from taking the whole window away. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error(error, info.componentStack)
  }

  override componentDidUpdate(before: Props) {
    if (before.at !== this.props.at && this.state.error !== null) this.setState({ error: null })
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return <ProblemAlert error={this.state.error} retry={() => this.setState({ error: null })} />
  }
}
