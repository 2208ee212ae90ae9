//! The reference is held to sums written out here, and the processor's vectors to the reference, byte for byte.

use super::*;

/// Numbers that look random and are the same on each run.
struct Numbers(u32);

impl Numbers {
    fn next(&mut self, below: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % below
    }

    fn weights(&mut self, count: usize) -> Vec<i8> {
        self.weights_up_to(127, count)
    }

    fn weights_up_to(&mut self, most: u32, count: usize) -> Vec<i8> {
        (0..count).map(|_| (self.next(2 * most + 1) as i32 - most as i32) as i8).collect()
    }

    fn bytes(&mut self, blocks: usize, top: u32) -> Vec<Bytes> {
        (0..blocks).map(|_| std::array::from_fn(|_| self.next(top + 1) as u8)).collect()
    }

    fn rescaling(&mut self, channels: usize, inputs: usize) -> Rescaling {
        let step = 1.0 / (inputs as f32).sqrt() / 60.0;
        Rescaling {
            start: (0..channels).map(|_| self.next(4000) as i32 - 2000).collect(),
            scale: (0..channels).map(|_| step * (1.0 + self.next(100) as f32 / 100.0)).collect(),
            offset: (0..channels).map(|_| self.next(1000) as f32 / 10.0).collect(),
            range: (3, 120),
        }
    }
}

/// Each form with the largest byte that it takes.
const FORMS: [(Form, u32); 2] = [(Form::Pairs, 255), (Form::Quads, 127)];

fn rescale(from: &Rescaling, inputs: usize) -> Rescale {
    let largest = vec![inputs as i64 * 127 * 255 + 2000; from.start.len()];
    Rescale::new(from, &largest, 255.0).unwrap()
}

/// The byte of channel `channel` at `pixel`.
fn at(bytes: &[Bytes], pixels: usize, channel: usize, pixel: usize) -> i32 {
    i32::from(bytes[channel / BLOCK * pixels + pixel][channel % BLOCK])
}

fn finished(from: &Rescaling, channel: usize, sum: i32, added: f32) -> i32 {
    let number = (from.start[channel] + sum) as f32 * from.scale[channel] + from.offset[channel];
    ((added + number).round_ties_even() as i32).clamp(i32::from(from.range.0), i32::from(from.range.1))
}

#[test]
fn a_pointwise_layer_is_its_matrix_for_every_shape() {
    let mut numbers = Numbers(7);
    for (pixels, inputs, outputs) in [(1, 1, 1), (3, 8, 16), (4, 13, 9), (5, 16, 8), (49, 40, 25), (1030, 24, 7), (2, 1280, 8)] {
        // Small weights are added in 16 bits, large ones cannot be, and in between some of a block's can.
        for ((form, top), most) in FORMS.into_iter().flat_map(|form| [30, 80, 127].map(|most| (form, most))) {
            let (weights, from) = (numbers.weights_up_to(most, inputs * outputs), numbers.rescaling(outputs, inputs));
            let input = numbers.bytes(inputs.div_ceil(BLOCK) * pixels, top);
            let layer = Pointwise::new(&weights, inputs, form, rescale(&from, inputs));
            let other = numbers.bytes(outputs.div_ceil(BLOCK) * pixels, 127);
            for residual in [None, Some(Residual { bytes: &other, zero: 5, scale: 0.37 })] {
                let mut plain = vec![[0; BLOCK]; other.len()];
                layer.run::<Plain>(&input, residual, &mut plain);
                for (channel, row) in weights.chunks(inputs).enumerate() {
                    for pixel in 0..pixels {
                        let sum = row.iter().enumerate().map(|(i, weight)| i32::from(*weight) * at(&input, pixels, i, pixel)).sum();
                        let added = residual.map_or(0.0, |residual| (at(&other, pixels, channel, pixel) - 5) as f32 * residual.scale);
                        let expected = finished(&from, channel, sum, added);
                        assert_eq!(at(&plain, pixels, channel, pixel), expected, "{pixels} {inputs} {outputs}: {channel} {pixel}");
                    }
                }
                let mut fast = vec![[0; BLOCK]; other.len()];
                layer.run::<Fast>(&input, residual, &mut fast);
                assert_eq!(plain, fast, "{form:?} {pixels} {inputs} {outputs}");
            }
        }
    }
}

/// Every size and stride, with sides that no tile fits.
fn windows() -> impl Iterator<Item = Window> {
    let shapes = [(1, 1), (7, 7), (9, 14), (12, 5), (2, 31)];
    [(3, 1), (3, 2), (5, 1), (5, 2)].into_iter().flat_map(move |(size, stride)| {
        shapes.into_iter().map(move |(rows, columns)| {
            let output = (usize::div_ceil(rows, stride), usize::div_ceil(columns, stride));
            let pad = ((output.0 - 1) * stride + size).saturating_sub(rows) / 2;
            Window { size, stride, pad, input: (rows, columns), output }
        })
    })
}

/// Sum over a kernel laid over a picture that is `zero` outside.
fn under(window: Window, kernel: &[i8], zero: i32, pixel: usize, byte: impl Fn(usize) -> i32) -> i32 {
    let Window { size, stride, pad, input: (rows, columns), output } = window;
    let (top, left) = (pixel / output.1 * stride, pixel % output.1 * stride);
    let tap = |tap: usize| {
        let (row, column) = ((top + tap / size).wrapping_sub(pad), (left + tap % size).wrapping_sub(pad));
        let inside = row < rows && column < columns;
        i32::from(kernel[tap]) * if inside { byte(row * columns + column) } else { zero }
    };
    (0..size * size).map(tap).sum()
}

#[test]
fn a_depthwise_layer_sees_each_channel_alone() {
    let mut numbers = Numbers(11);
    let forms = FORMS.into_iter().flat_map(|form| windows().map(move |window| (form, window)));
    for (((form, top), window), channels) in forms.zip([1, 8, 12, 24].into_iter().cycle()) {
        let taps = window.size * window.size;
        let (weights, from) = (numbers.weights(channels * taps), numbers.rescaling(channels, taps));
        let pixels = (window.input.0 * window.input.1, window.output.0 * window.output.1);
        let input = numbers.bytes(channels.div_ceil(BLOCK) * pixels.0, top);
        let layer = Depthwise::new(&weights, window, 9, form, rescale(&from, taps)).unwrap();
        let mut plain = vec![[0; BLOCK]; channels.div_ceil(BLOCK) * pixels.1];
        layer.run::<Plain>(&input, &mut plain);
        for (channel, kernel) in weights.chunks(taps).enumerate() {
            for pixel in 0..pixels.1 {
                let sum = under(window, kernel, 9, pixel, |place| at(&input, pixels.0, channel, place));
                assert_eq!(at(&plain, pixels.1, channel, pixel), finished(&from, channel, sum, 0.0), "{window:?} {channel} {pixel}");
            }
        }
        let mut fast = vec![[0; BLOCK]; plain.len()];
        layer.run::<Fast>(&input, &mut fast);
        assert_eq!(plain, fast, "{form:?} {window:?}");
    }
    let seven = Window { size: 7, stride: 1, pad: 3, input: (8, 8), output: (8, 8) };
    let from = numbers.rescaling(8, 49);
    assert_eq!(Depthwise::new(&numbers.weights(8 * 49), seven, 0, Form::Pairs, rescale(&from, 49)), None);
}

#[test]
fn the_first_layer_sees_every_plane_of_the_picture() {
    let mut numbers = Numbers(13);
    for window in windows() {
        let (channels, outputs, taps) = (3, 11, window.size * window.size);
        let (weights, from) = (numbers.weights(outputs * channels * taps), numbers.rescaling(outputs, channels * taps));
        let pixels = (window.input.0 * window.input.1, window.output.0 * window.output.1);
        let planes: Vec<u8> = (0..channels * pixels.0).map(|_| numbers.next(256) as u8).collect();
        let layer = Stem::new(&weights, window, channels, 127, rescale(&from, channels * taps));
        let (mut plain, mut fast) = (vec![[0; BLOCK]; 2 * pixels.1], vec![[0; BLOCK]; 2 * pixels.1]);
        layer.run::<Plain>(&planes, &mut plain);
        layer.run::<Fast>(&planes, &mut fast);
        for (channel, kernels) in weights.chunks(channels * taps).enumerate() {
            for pixel in 0..pixels.1 {
                let plane = |plane: usize| {
                    let byte = |place: usize| i32::from(planes[plane * pixels.0 + place]);
                    under(window, &kernels[plane * taps..][..taps], 127, pixel, byte)
                };
                let expected = finished(&from, channel, (0..channels).map(plane).sum(), 0.0);
                assert_eq!(at(&plain, pixels.1, channel, pixel), expected, "{window:?} {channel} {pixel}");
            }
        }
        assert_eq!(plain, fast, "{window:?}");
    }
}

#[test]
fn the_end_is_a_matrix_over_sums() {
    let mut numbers = Numbers(17);
    for (pixels, inputs, outputs) in [(1, 5, 3), (49, 40, 17), (4, 1280, 96)] {
        let input = numbers.bytes(usize::div_ceil(inputs, BLOCK) * pixels, 127);
        let totals = sums(&input, pixels);
        assert!(
            (0..inputs)
                .all(|channel| i32::from(totals[channel]) == (0..pixels).map(|pixel| at(&input, pixels, channel, pixel)).sum::<i32>())
        );
        let (weights, from) = (numbers.weights(inputs * outputs), numbers.rescaling(outputs, inputs));
        let layer = Dense::new(&weights, inputs, &from.start, &from.scale, &from.offset);
        let expected = weights.chunks(inputs).enumerate().map(|(output, row)| {
            let sum: i32 = row.iter().zip(&totals).map(|(weight, total)| i32::from(*weight) * i32::from(*total)).sum();
            (from.start[output] + sum) as f32 * from.scale[output] + from.offset[output]
        });
        let (plain, fast) = (layer.run::<Plain>(&totals), layer.run::<Fast>(&totals));
        assert_eq!(plain, expected.collect::<Vec<_>>());
        assert_eq!(plain, fast);
    }
}

#[test]
fn halves_are_rounded_to_even_and_ends_are_kept() {
    let from = Rescaling { start: vec![0; 8], scale: vec![0.5; 8], offset: vec![0.0; 8], range: (0, 127) };
    let layer = Pointwise::new(&[1; 8], 1, Form::Pairs, Rescale::new(&from, &[1000; 8], 0.0).unwrap());
    let input: Vec<Bytes> = (0..=255).map(|byte| [byte, 0, 0, 0, 0, 0, 0, 0]).collect();
    let (mut plain, mut fast) = (vec![[0; BLOCK]; 256], vec![[0; BLOCK]; 256]);
    layer.run::<Plain>(&input, None, &mut plain);
    layer.run::<Fast>(&input, None, &mut fast);
    assert_eq!(plain, fast);
    assert_eq!([1, 2, 3, 5, 7, 254, 255].map(|byte: usize| plain[byte][0]), [0, 1, 2, 2, 4, 127, 127]);
}

#[test]
fn what_could_leave_the_exact_range_is_refused() {
    let from = |scale: f32, offset: f32| Rescaling { start: vec![0], scale: vec![scale], offset: vec![offset], range: (0, 127) };
    assert!(Rescale::new(&from(1.0, 0.0), &[4_000_000], 0.0).is_some());
    assert!(Rescale::new(&from(1.1, 0.0), &[4_000_000], 0.0).is_none());
    assert!(Rescale::new(&from(1.0, 0.0), &[4_000_000], 200_000.0).is_none());
    assert!(Rescale::new(&from(0.0, f32::NAN), &[1], 0.0).is_none());
    assert!(Rescale::new(&from(1e-9, 0.0), &[i64::from(i32::MAX) + 1], 0.0).is_none());
    assert!(Rescale::new(&from(1.0, 0.0), &[1, 1], 0.0).is_none());
}

#[test]
fn numbers_become_the_nearest_bytes() {
    let mut numbers = Numbers(19);
    for count in [0, 1, 15, 16, 17, 100] {
        let picture: Vec<f32> = (0..count).map(|_| numbers.next(4000) as f32 / 1000.0 - 2.0).collect();
        let expected = picture.iter().map(|number| ((number / 0.0078125).round_ties_even() + 127.0).clamp(0.0, 255.0) as u8);
        let (mut plain, mut fast) = (vec![1; count], vec![2; count]);
        quantise::<Plain>(&picture, 0.0078125, 127, &mut plain);
        quantise::<Fast>(&picture, 0.0078125, 127, &mut fast);
        assert_eq!(plain, expected.collect::<Vec<_>>());
        assert_eq!(plain, fast);
    }
}
