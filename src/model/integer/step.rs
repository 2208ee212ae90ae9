//! A layer of whole numbers as an operator of tract.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;

use tract_onnx::tract_core::internal::{
    AxesMapping, Datum, DatumType, EvalContext, EvalOp, IntoTValue, Op, StaticName, TValue, TVec, Tensor, TractErrorContext, TractResult,
    TypedFact, TypedOp, as_op, bail, op_as_typed_op, op_out_of_plan, tvec,
};

use super::layer::{Codes, Feature};
use crate::kernel::{self, Bytes, Dense, Depthwise, Fast, Pointwise, Residual, Stem};

/// What a step does.
pub(super) enum Work {
    /// The picture as bytes, plane by plane.
    Quantise(Codes),
    /// The first layer.
    Stem(Stem),
    /// Each channel by itself.
    Depthwise(Depthwise),
    /// Each pixel by itself; another layer may be added: the byte that stands for 0, and steps of the output in one of its own.
    Pointwise(Pointwise, Option<(u8, f32)>),
    /// Sums over this many pixels.
    Sums(usize),
    /// The end.
    Dense(Dense),
}

/// An operator.
#[derive(Clone)]
pub(super) struct Step {
    work: Arc<Work>,
    output: (DatumType, TVec<usize>),
}

impl Step {
    /// The picture as bytes.
    pub fn quantise(codes: Codes, shape: [usize; 3]) -> Self {
        Self::of_bytes(Work::Quantise(codes), &shape)
    }

    /// A layer that gives bytes.
    pub fn of_bytes(work: Work, shape: &[usize]) -> Self {
        Self { work: Arc::new(work), output: (u8::datum_type(), shape.into()) }
    }

    /// Sums over all pixels.
    pub fn sums(input: &Feature) -> Self {
        let channels = input.channels.next_multiple_of(kernel::BLOCK);
        Self { work: Arc::new(Work::Sums(input.size.0 * input.size.1)), output: (u16::datum_type(), tvec![channels]) }
    }

    /// The end.
    pub fn of_numbers(dense: Dense) -> Self {
        let outputs = dense.outputs();
        Self { work: Arc::new(Work::Dense(dense)), output: (f32::datum_type(), tvec![1, outputs]) }
    }

    fn name_of_work(&self) -> &'static str {
        match &*self.work {
            Work::Quantise(_) => "Quantise",
            Work::Stem(_) => "Stem",
            Work::Depthwise(_) => "Depthwise",
            Work::Pointwise(..) => "Pointwise",
            Work::Sums(_) => "Sums",
            Work::Dense(_) => "Dense",
        }
    }

    fn bytes(&self, inputs: &[TValue]) -> TractResult<Tensor> {
        let mut tensor = Tensor::zero::<u8>(&self.output.1)?;
        self.write(inputs, tensor.try_as_plain_ram_mut()?.as_slice_mut()?)?;
        Ok(tensor)
    }

    fn write(&self, inputs: &[TValue], bytes: &mut [u8]) -> TractResult<()> {
        if let Work::Quantise(codes) = &*self.work {
            kernel::quantise::<Fast>(slice(inputs, 0)?, codes.scale, codes.zero, bytes);
            return Ok(());
        }
        let input = slice::<u8>(inputs, 0)?;
        let (blocks, _) = input.as_chunks();
        let (output, _) = bytes.as_chunks_mut();
        match &*self.work {
            Work::Stem(stem) => stem.run::<Fast>(input, output),
            Work::Depthwise(depthwise) => depthwise.run::<Fast>(blocks, output),
            Work::Pointwise(pointwise, None) => pointwise.run::<Fast>(blocks, None, output),
            Work::Pointwise(pointwise, Some((zero, scale))) => {
                let (bytes, _): (&[Bytes], _) = slice::<u8>(inputs, 1)?.as_chunks();
                pointwise.run::<Fast>(blocks, Some(Residual { bytes, zero: *zero, scale: *scale }), output);
            }
            _ => bail!("{} gives no bytes", self.name_of_work()),
        }
        Ok(())
    }
}

/// The numbers of an input.
fn slice<T: Datum>(inputs: &[TValue], index: usize) -> TractResult<&[T]> {
    let input = inputs.get(index).with_context(|| format!("input {index} is missing"))?;
    input.try_as_plain_ram()?.as_slice::<T>()
}

impl Debug for Step {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.name_of_work(), self.output)
    }
}

// Steps are compared only to see whether a graph has changed; two that were made apart count as different.
impl PartialEq for Step {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.work, &other.work)
    }
}
impl Eq for Step {}

impl Op for Step {
    fn name(&self) -> StaticName {
        self.name_of_work().into()
    }

    op_as_typed_op!();
}

impl EvalOp for Step {
    op_out_of_plan!();

    fn eval(&self, _context: &EvalContext, inputs: TVec<TValue>) -> TractResult<TVec<TValue>> {
        let output = match &*self.work {
            Work::Sums(pixels) => Tensor::from_shape(&self.output.1, &kernel::sums(slice::<u8>(&inputs, 0)?.as_chunks().0, *pixels))?,
            Work::Dense(dense) => Tensor::from_shape(&self.output.1, &dense.run::<Fast>(slice(&inputs, 0)?))?,
            _ => self.bytes(&inputs)?,
        };
        Ok(tvec![output.into_tvalue()])
    }
}

impl TypedOp for Step {
    fn output_facts(&self, _inputs: &[&TypedFact]) -> TractResult<TVec<TypedFact>> {
        Ok(tvec![TypedFact::dt_shape(self.output.0, self.output.1.as_slice())])
    }

    fn axes_mapping(&self, inputs: &[&TypedFact], outputs: &[&TypedFact]) -> TractResult<AxesMapping> {
        AxesMapping::disconnected(inputs, outputs)
    }

    as_op!();
}
