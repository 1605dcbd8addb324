/** A chart's SVG as a PNG picture at twice its size, drawn with the shipped font and no other. */
import { fontFiles } from './fonts.js';

const ZOOM = 2;

export async function toPng(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const { regular, bold } = fontFiles();
  const picture = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'zoom', value: ZOOM },
    font: {
      loadSystemFonts: false,
      fontFiles: [regular, bold],
      defaultFontFamily: 'Arimo',
      sansSerifFamily: 'Arimo',
    },
  });
  return new Uint8Array(picture.render().asPng());
}
