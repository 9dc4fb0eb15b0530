// The languages and time zones to choose from, each under a name that whoever looks for it knows.

// Those of trackers that are known, those of Europe and of the United Nations, and those with the most speakers beside them.
const LANGUAGES =
  'en cy ga gd fr de es ar pt pt-BR it nl da sv nb nn fi is et lv lt pl cs sk sl hr bs sr mk sq bg ro hu el mt eu ca gl tr uk be ru ka hy az kk he fa ur hi bn ta te mr id ms tl vi th ko ja zh-Hans zh-Hant sw am so ha yo ig zu af';

type Option = readonly [value: string, text: string];

/** The languages, each by its own name; with the one that is chosen already, even where it is none of them. */
export function languagesWith(chosen: string): Option[] {
  const tags = [...new Set([...LANGUAGES.split(' '), chosen])];
  const options = tags.map((tag) => [tag, nameOf(tag)] as const);
  return options.sort(([, one], [, other]) => one.localeCompare(other));
}

/** A language by its own name. */
export function nameOf(tag: string): string {
  try {
    const name = new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return tag; // RangeError: no tag at all
  }
}

/** The time zones by their names; with the one that is chosen already. */
export function zonesWith(chosen: string): Option[] {
  const names = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen])].sort();
  return names.map((name) => [name, name.replaceAll('_', ' ')] as const);
}
