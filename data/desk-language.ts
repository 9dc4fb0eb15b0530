/**
 * The language of the desk app, which an installation chooses: `en`, or the name of a file in `widgets/desk/words`. The build
 * puts its words in place of the English ones, and the page of the app says that it is in it.
 */
export const DESK_LANGUAGE: string = 'en';
