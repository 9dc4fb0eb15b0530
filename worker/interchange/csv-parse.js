// The one door to csv-parse. Its own types bring in all of Node's, which claim globals that a Worker does not
// have; csv-parse.d.ts beside this file says what is used of it.
export { CsvError, parse } from 'csv-parse/sync';
