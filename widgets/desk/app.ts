// What the document at /desk names. It keeps its name and is asked for anew each time; what it loads has the hash of
// its content in its name and is kept for a year.
import('./app/desk-app.ts').catch(() => {
  // No network in between: the words' table has not come either.
  document.body.textContent = 'The desk could not be loaded. Please load this page again.';
});
