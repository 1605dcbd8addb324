/**
 * What a browser is allowed to do with a page: use the one style sheet and the one script that are in it, told by their
 * hashes, show pictures written into it, and nothing else. Source: Content Security Policy Level 3.
 */
import { createHash } from 'node:crypto';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** The policy of a page with one `<style>` and, where it has one, one `<script>`, given by the text between their tags. */
export function policy(style: string, script: string | null): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(script === null ? [] : [`script-src ${hashOf(script)}`]),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
