//! Which messages a shape is part of.

use weland_model::query::directions::Directions;
use weland_model::query::{operations, protocols};
use weland_model::{Member, Model, NameMap, Shape, ShapeId, ShapeType, trait_id};

use crate::change::{Effect, Wire};

/// Parts of models that only some protocols read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Features(u16);

impl Features {
    /// What every protocol reads.
    pub(crate) const ANY: Self = Self(0);
    /// Names in JSON.
    pub(crate) const JSON_NAMES: Self = Self(1);
    /// Names and forms in XML, which query protocols use as well.
    pub(crate) const XML: Self = Self(2);
    /// HTTP bindings.
    pub(crate) const HTTP: Self = Self(4);
    /// Formats of timestamps.
    pub(crate) const TIMESTAMPS: Self = Self(8);
    /// Names of ec2Query.
    pub(crate) const EC2: Self = Self(16);
    /// Codes of errors in query protocols.
    pub(crate) const QUERY: Self = Self(32);
    /// Timestamps that are numbers in documents, unless the model states something else.
    pub(crate) const EPOCH_TIMES: Self = Self(64);
    /// Timestamps that are texts in documents, unless the model states something else.
    pub(crate) const TEXT_TIMES: Self = Self(128);
    /// Names of operations, which say what a request is for.
    pub(crate) const OPERATION_NAMES: Self = Self(256);
    /// Names of services.
    pub(crate) const SERVICE_NAMES: Self = Self(512);
    /// Names of errors.
    pub(crate) const ERROR_NAMES: Self = Self(1024);
    /// Numbers that are written in another way if they are whole.
    pub(crate) const WHOLE_NUMBERS: Self = Self(2048);
    /// What protocols without HTTP bindings tell by names.
    const NAMES: Self = Self(Self::OPERATION_NAMES.0 | Self::SERVICE_NAMES.0 | Self::ERROR_NAMES.0);
    const ALL: Self = Self(u16::MAX);

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn query() -> Self {
        Self::XML.or(Self::TIMESTAMPS).or(Self::TEXT_TIMES).or(Self::OPERATION_NAMES).or(Self::ERROR_NAMES)
    }

    fn of_protocol(id: &str) -> Self {
        match id {
            trait_id::REST_JSON1 | trait_id::ALLOY_SIMPLE_REST_JSON => {
                Self::JSON_NAMES.or(Self::HTTP).or(Self::TIMESTAMPS).or(Self::EPOCH_TIMES).or(Self::ERROR_NAMES)
            }
            trait_id::REST_XML => {
                Self::XML.or(Self::HTTP).or(Self::TIMESTAMPS).or(Self::TEXT_TIMES).or(Self::ERROR_NAMES)
            }
            trait_id::OPENAPI_REST => {
                Self::JSON_NAMES.or(Self::XML).or(Self::HTTP).or(Self::TIMESTAMPS).or(Self::TEXT_TIMES)
            }
            trait_id::AWS_JSON1_0 | trait_id::AWS_JSON1_1 => Self::TIMESTAMPS.or(Self::EPOCH_TIMES).or(Self::NAMES),
            trait_id::RPCV2_CBOR => Self::NAMES.or(Self::WHOLE_NUMBERS),
            trait_id::AWS_QUERY => Self::query().or(Self::QUERY),
            trait_id::EC2_QUERY => Self::query().or(Self::EC2),
            _ => Self::ALL,
        }
    }

    /// What the protocols of a service read. A service without a protocol may get any.
    fn of_service(model: &Model, service: &Shape) -> Self {
        let ids =
            protocols::protocols(model, service).into_iter().map(|applied| Self::of_protocol(applied.id.as_ref()));
        ids.reduce(Self::or).unwrap_or(Self::ALL)
    }

    fn contains(self, other: Self) -> bool {
        other == Self::ANY || self.0 & other.0 != 0
    }
}

/// The messages that a shape is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Usage {
    pub(crate) input: bool,
    pub(crate) output: bool,
    features: Features,
}

impl Usage {
    /// Both directions, for models without services.
    pub(crate) const ALL: Self = Self { input: true, output: true, features: Features::ALL };

    /// What both have.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            input: self.input && other.input,
            output: self.output && other.output,
            features: Features(self.features.0 & other.features.0),
        }
    }

    /// The usage of a member of a shape: requests have nothing that is in responses alone, and the other way round.
    pub(crate) fn of_member(self, member: &Member) -> Self {
        let of_member = Directions { requests: self.input, responses: self.output }.of_member(member);
        Self { input: of_member.requests, output: of_member.responses, ..self }
    }

    /// Which messages have the shape, for what has to be there in some of them.
    pub(crate) fn directions(self) -> Directions {
        match self.is_used() {
            true => Directions { requests: self.input, responses: self.output },
            false => Directions::BOTH,
        }
    }

    /// Whether messages have the name that a trait states. Protocols that know no HTTP bindings and no names in JSON use those of
    /// members.
    pub(crate) fn is_named_by(self, id: &str) -> bool {
        let feature = if id == trait_id::JSON_NAME { Features::JSON_NAMES } else { Features::HTTP };
        let is_unknown = self.features == Features::ALL || !self.is_used();
        is_unknown || self.features.contains(feature) && !self.features.contains(Features::OPERATION_NAMES)
    }

    /// Whether the shape is part of any message.
    pub(crate) fn is_used(self) -> bool {
        self.input || self.output
    }

    /// The usage by protocols that read some part of the model; none if none does.
    pub(crate) fn read_by(self, features: Features) -> Self {
        if self.features.contains(features) { self } else { Self::default() }
    }

    /// The shape has fewer values than before: servers refuse what old clients send, and new clients may meet values of
    /// old servers that are none any more.
    pub(crate) fn narrowed(self) -> Wire {
        Wire { old_clients: when(self.input, Effect::Breaking), new_clients: when(self.output, Effect::Conditional) }
    }

    /// The shape has a type that can't hold all values of before: whoever reads another one fails.
    pub(crate) fn cut(self) -> Wire {
        Wire { old_clients: when(self.input, Effect::Breaking), new_clients: when(self.output, Effect::Breaking) }
    }

    /// The shape has more values than before.
    pub(crate) fn widened(self) -> Wire {
        Wire { old_clients: when(self.output, Effect::Conditional), new_clients: when(self.input, Effect::Conditional) }
    }

    /// Values are written in another way.
    pub(crate) fn rewritten(self) -> Wire {
        if self.is_used() { Wire::BREAKING } else { Wire::COMPATIBLE }
    }

    /// It depends on the clients of the old model.
    pub(crate) fn conditional_for_old_clients(self) -> Wire {
        Wire { old_clients: when(self.is_used(), Effect::Conditional), ..Wire::COMPATIBLE }
    }

    /// It depends on the clients of the new model.
    pub(crate) fn conditional_for_new_clients(self) -> Wire {
        Wire { new_clients: when(self.is_used(), Effect::Conditional), ..Wire::COMPATIBLE }
    }

    /// It depends on the peers.
    pub(crate) fn conditional(self) -> Wire {
        if self.is_used() { Wire::CONDITIONAL } else { Wire::COMPATIBLE }
    }
}

/// The effect if it applies.
pub(crate) fn when(applies: bool, effect: Effect) -> Effect {
    if applies { effect } else { Effect::Compatible }
}

/// The usage of all shapes that services reach; `None` for models without services.
pub(crate) fn usage(model: &Model) -> Option<NameMap<&ShapeId, Usage>> {
    let mut services = model.services().filter(|service| !model.is_built_in(service)).peekable();
    services.peek()?;
    let mut found = NameMap::default();
    for service in services {
        let features = Features::of_service(model, service);
        let both = Usage { input: true, output: true, features };
        found.insert(&service.id, both);
        for operation in operations::operations(model, service) {
            let Some(data) = operation.as_operation() else { continue };
            let input = Usage { input: true, output: false, features };
            let output = Usage { input: false, output: true, features };
            mark(model, &operation.id, both, &mut found);
            mark(model, &data.input.id, input, &mut found);
            mark(model, &data.output.id, output, &mut found);
            for error in operations::errors(service, operation) {
                mark(model, &error.id, output, &mut found);
            }
        }
    }
    Some(found)
}

fn mark<'m>(model: &'m Model, id: &'m ShapeId, usage: Usage, found: &mut NameMap<&'m ShapeId, Usage>) {
    let mut waiting = vec![id];
    while let Some(id) = waiting.pop() {
        let known = found.entry(id).or_default();
        let both = Usage {
            input: known.input || usage.input,
            output: known.output || usage.output,
            features: known.features.or(usage.features),
        };
        if *known == both {
            continue;
        }
        *known = both;
        let Some(shape) = model.get(id) else { continue };
        if !matches!(shape.shape_type, ShapeType::Enum | ShapeType::IntEnum) {
            let members = shape.members.iter().filter(|member| usage.of_member(member).is_used());
            waiting.extend(members.map(|member| &member.target));
        }
    }
}
