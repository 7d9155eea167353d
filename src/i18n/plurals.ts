/** A counted thing in every form that a language counts in; what it does not set apart is `other`. */
export type PluralForms = { readonly other: string } & Partial<Readonly<Record<Intl.LDMLPluralRule, string>>>;

/**
 * Picks the form that goes with a count, for languages with more than "one" and "many".
 * All browsers know the plural rules of all languages, even where they know nothing else of one.
 */
export function plurals(lang: string): (count: number, forms: PluralForms) => string {
  let rules: Intl.PluralRules | undefined;
  return (count, forms) => {
    rules ??= new Intl.PluralRules(lang);
    return forms[rules.select(count)] ?? forms.other;
  };
}
