// Bundles and minifies the component stylesheets into app.css (every page) and office.css (the files *.office.css).
// node join-stylesheets.mjs OUT PROJECT... processes the projects in the given order, the stylesheets of a project by path.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

const [out, ...projects] = process.argv.slice(2);
// The stylesheets of a Styles folder come first, in this order: each depends on those before it.
const foundation = ['tokens', 'base', 'layout', 'forms', 'components', 'print'];
const place = file => basename(dirname(file)) === 'Styles' ? foundation.indexOf(basename(file).split('.')[0]) : foundation.length;

const sheets = projects.flatMap(project => readdirSync(project, { recursive: true })
    .filter(file => file.endsWith('.css') && !['bin', 'obj', 'wwwroot'].includes(file.split(sep)[0]))
    .map(file => resolve(join(project, file)))
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1)));
const isOffice = file => file.endsWith('.office.css');

for (const [bundle, files] of [['app.css', sheets.filter(file => !isOffice(file))], ['office.css', sheets.filter(isOffice)]]) {
    await build({
        stdin: { contents: files.map(file => `@import ${JSON.stringify(file)};`).join('\n'), loader: 'css', resolveDir: out },
        outfile: join(out, bundle),
        bundle: true,
        minify: true,
        // Fonts are served, not bundled: their URLs stay unchanged.
        external: ['*.woff2'],
        logLevel: 'warning',
    });
}
