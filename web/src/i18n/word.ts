/** One sentence in both languages of the product: zh-CN first, then English. */
export type Word = readonly [zh: string, en: string]

/** The languages of the product. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/**
 * The words of one folder. Every key begins with the folder's name, so that a
 * key says where its words live; both languages stand side by side, so that
 * neither can be forgotten. Placeholders are written {name}, as on the server.
 */
export function words<const P extends string, const W extends Record<`${P}.${string}`, Word>>(_folder: P, of: W): W {
  return of
}

/** The placeholder names inside a sentence, as a union of strings. */
export type Placeholder<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never
