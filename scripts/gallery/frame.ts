/** A page of the gallery: in English, for no search engine. `head` is what it loads. */
export function framed(title: string, head: readonly string[], body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – Pledgemark</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${head.join('\n')}
</head>
<body>
${body}
</body>
</html>
`;
}
