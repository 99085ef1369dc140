/** Pictures that map layers use, drawn here so that no sprite file is needed. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { MAP } from './palette.js';

const RATIO = 2;

function picture(size: number, draw: (context: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * RATIO;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser draws no pictures.');
  context.scale(RATIO, RATIO);
  draw(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

const hatch = (colour: string, spacing: number) =>
  picture(spacing, (context) => {
    context.strokeStyle = colour;
    context.globalAlpha = 0.5;
    context.lineWidth = 1.1;
    context.beginPath();
    for (const shift of [-spacing, 0, spacing]) {
      context.moveTo(shift, spacing);
      context.lineTo(shift + spacing, 0);
    }
    context.stroke();
  });

const incident = (fill: string) =>
  picture(24, (context) => {
    context.beginPath();
    context.moveTo(12, 3);
    context.lineTo(21, 19.5);
    context.lineTo(3, 19.5);
    context.closePath();
    context.fillStyle = fill;
    context.strokeStyle = MAP.streetCase;
    context.lineWidth = 1.5;
    context.fill();
    context.stroke();
  });

const dock = (line: string, glyph: boolean) =>
  picture(22, (context) => {
    context.beginPath();
    context.roundRect(2.5, 2.5, 17, 17, 3);
    context.fillStyle = '#0a0e13';
    context.strokeStyle = line;
    context.lineWidth = 1.6;
    context.fill();
    context.stroke();
    if (!glyph) return;
    context.beginPath();
    context.moveTo(11, 5.5);
    context.lineTo(15.6, 16);
    context.lineTo(11, 13.4);
    context.lineTo(6.4, 16);
    context.closePath();
    context.fillStyle = line;
    context.fill();
  });

const aircraft = () =>
  picture(30, (context) => {
    context.beginPath();
    context.moveTo(15, 3);
    context.lineTo(24, 25);
    context.lineTo(15, 20);
    context.lineTo(6, 25);
    context.closePath();
    context.fillStyle = MAP.own;
    context.strokeStyle = '#0a0e13';
    context.lineWidth = 2;
    context.stroke();
    context.fill();
  });

const home = () =>
  picture(20, (context) => {
    context.beginPath();
    context.arc(10, 10, 8, 0, 7);
    context.fillStyle = '#0a0e13';
    context.strokeStyle = '#ffffff';
    context.lineWidth = 1.4;
    context.fill();
    context.stroke();
    context.fillStyle = '#ffffff';
    context.font = '600 10px Inter';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText('H', 10, 10.5);
  });

const pin = () =>
  picture(24, (context) => {
    context.beginPath();
    context.arc(12, 9, 7, Math.PI, 0);
    context.quadraticCurveTo(18, 15, 12, 23);
    context.quadraticCurveTo(6, 15, 5, 9);
    context.closePath();
    context.fillStyle = '#ffffff';
    context.strokeStyle = MAP.streetCase;
    context.lineWidth = 1.5;
    context.fill();
    context.stroke();
    context.beginPath();
    context.arc(12, 9, 2.6, 0, 7);
    context.fillStyle = MAP.streetCase;
    context.fill();
  });

export function addImages(map: MapLibreMap): void {
  const images: Record<string, () => ImageData> = {
    'hatch-keep_out': () => hatch(MAP.keepOut, 8),
    'hatch-obstacle': () => hatch(MAP.obstacle, 6),
    'incident-1': () => incident('#ffffff'),
    'incident-2': () => incident('#aebccb'),
    'dock-ready': () => dock(MAP.own, true),
    'dock-busy': () => dock('#5c6b7d', true),
    'dock-empty': () => dock('#5c6b7d', false),
    home,
    aircraft,
    pin,
  };
  for (const [name, make] of Object.entries(images)) {
    if (!map.hasImage(name)) map.addImage(name, make(), { pixelRatio: RATIO });
  }
}
