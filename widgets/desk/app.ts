// What the document at /desk names. It keeps its name and is asked for anew each time; what it loads has the hash of
// its content in its name and is kept for a year.
void import('./desk-app.ts');
