const VERTEX = `#version 300 es
layout(location = 0) in vec2 position;
layout(location = 1) in vec4 colour;
out vec4 shade;
void main() { shade = colour; gl_Position = vec4(position, 0.0, 1.0); }`;
const FRAGMENT = `#version 300 es
precision mediump float;
in vec4 shade;
out vec4 pixel;
void main() { pixel = shade; }`;

/** The program that draws a Mesh. Throws when the browser cannot compile it. */
export function glProgram(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('WebGL made no shader');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(`The aircraft layer does not link: ${gl.getProgramInfoLog(program) ?? 'no reason given'}`);
  }
  return program;
}
