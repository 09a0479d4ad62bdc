//! The declarations of one module, in JavaScript or in TypeScript.
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    ClassElement, Declaration, Expression, ImportDeclarationSpecifier, MethodDefinitionKind, ObjectPropertyKind,
    PropertyKey, Statement, VariableDeclaration,
};
use oxc_parser::Parser;
use oxc_span::SourceType;

use super::parameters::{Parameters, parameters};
use super::types::{Type, Types, fields, read};

/// A class without its private and static members.
#[derive(Debug, Default)]
pub(crate) struct Class {
    pub(crate) parent: Option<String>,
    pub(crate) constructor: Option<Parameters>,
    /// Methods have parameters, properties have none.
    pub(crate) members: BTreeMap<String, Option<Parameters>>,
}

/// What a name of a module is.
#[derive(Debug)]
pub(crate) enum Export {
    Class,
    Function(Parameters),
    Constant,
    /// A name of another module.
    From(String, String),
}

/// The declarations of a module.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// Exported values by name. Types are left out.
    pub(crate) exports: BTreeMap<String, Export>,
    pub(crate) classes: BTreeMap<String, Class>,
    /// Names imported from other modules: the module, and the name there.
    pub(crate) imports: BTreeMap<String, (String, String)>,
    /// Object literals at the top level, by the name of their constant: keys, and whether their value is an object. The default export is
    /// `default`.
    pub(crate) objects: BTreeMap<String, BTreeMap<String, bool>>,
    pub(crate) types: Types,
    functions: BTreeMap<String, Parameters>,
}

impl Module {
    /// Reads a module.
    pub(crate) fn read(path: &Path) -> Module {
        let name = path.display();
        let source = fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let kind = if path.extension().is_some_and(|extension| extension == "ts") {
            SourceType::d_ts()
        } else {
            SourceType::mjs()
        };
        let allocator = Allocator::default();
        let parsed = Parser::new(&allocator, &source, kind).parse();
        if let Some(error) = parsed.diagnostics.into_iter().next() {
            panic!("{name}: {error}");
        }
        let mut module = Module::default();
        let mut local = Vec::new();
        for statement in &parsed.program.body {
            match statement {
                Statement::ImportDeclaration(import) => {
                    let from = import.source.value.to_string();
                    for specifier in import.specifiers.iter().flatten() {
                        if let ImportDeclarationSpecifier::ImportSpecifier(one) = specifier {
                            module
                                .imports
                                .insert(one.local.name.to_string(), (from.clone(), one.imported.name().to_string()));
                        }
                    }
                }
                Statement::ExportFromDeclaration(export) => {
                    for one in &export.specifiers {
                        let from = Export::From(export.source.value.to_string(), one.local.name().to_string());
                        module.exports.insert(one.exported.name().to_string(), from);
                    }
                }
                Statement::ExportNamedDeclaration(export) => {
                    let names = export.specifiers.iter();
                    local.extend(names.map(|one| (one.local.name().to_string(), one.exported.name().to_string())));
                }
                Statement::ExportDeclaration(export) => {
                    let names = module.declare(&export.declaration);
                    local.extend(names.into_iter().map(|name| (name.clone(), name)));
                }
                Statement::ExportDefaultDeclaration(export) => {
                    if let Some(keys) = export.declaration.as_expression().and_then(keys) {
                        module.objects.insert("default".to_owned(), keys);
                    }
                }
                other => {
                    if let Some(declaration) = other.as_declaration() {
                        module.declare(declaration);
                    }
                }
            }
        }
        for (name, exported) in local {
            if let Some(export) = module.value(&name) {
                module.exports.insert(exported, export);
            }
        }
        module
    }

    /// What a name of this module's own is; none for a type.
    fn value(&self, name: &str) -> Option<Export> {
        if self.classes.contains_key(name) {
            return Some(Export::Class);
        }
        if let Some(parameters) = self.functions.get(name) {
            return Some(Export::Function(parameters.clone()));
        }
        if let Some((from, name)) = self.imports.get(name) {
            return Some(Export::From(from.clone(), name.clone()));
        }
        (!self.types.0.contains_key(name)).then_some(Export::Constant)
    }

    /// Adds a declaration, and returns the declared names.
    fn declare(&mut self, declaration: &Declaration) -> Vec<String> {
        let name = match declaration {
            Declaration::VariableDeclaration(variables) => return self.declare_variables(variables),
            Declaration::FunctionDeclaration(function) => {
                let name = function.name().unwrap().to_string();
                self.functions.insert(name.clone(), parameters(&function.params));
                name
            }
            Declaration::ClassDeclaration(class) => {
                let name = class.name().unwrap().to_string();
                self.classes.insert(name.clone(), read_class(class));
                name
            }
            Declaration::TSInterfaceDeclaration(interface) => {
                let name = interface.id.name.to_string();
                self.types.0.insert(name.clone(), Type::Object(fields(&interface.body.body)));
                name
            }
            Declaration::TSTypeAliasDeclaration(alias) => {
                let name = alias.id.name.to_string();
                self.types.0.insert(name.clone(), read(&alias.type_annotation));
                name
            }
            _ => return Vec::new(),
        };
        vec![name]
    }

    fn declare_variables(&mut self, variables: &VariableDeclaration) -> Vec<String> {
        let mut names = Vec::new();
        for variable in &variables.declarations {
            let Some(name) = variable.id.get_identifier_name() else { continue };
            match &variable.init {
                Some(Expression::ArrowFunctionExpression(function)) => {
                    self.functions.insert(name.to_string(), parameters(&function.params));
                }
                Some(value) => {
                    if let Some(keys) = keys(value) {
                        self.objects.insert(name.to_string(), keys);
                    }
                }
                None => {}
            }
            names.push(name.to_string());
        }
        names
    }
}

/// The keys of an object literal, and whether the value of each is an object.
fn keys(value: &Expression) -> Option<BTreeMap<String, bool>> {
    let Expression::ObjectExpression(object) = value.get_inner_expression() else { return None };
    let key = |property: &ObjectPropertyKind| match property {
        ObjectPropertyKind::ObjectProperty(property) => {
            Some((property.key.static_name()?.into_owned(), matches!(property.value, Expression::ObjectExpression(_))))
        }
        ObjectPropertyKind::SpreadProperty(_) => None,
    };
    Some(object.properties.iter().filter_map(key).collect())
}

fn read_class(class: &oxc_ast::ast::Class) -> Class {
    let parent = class.heritage.as_ref().and_then(|heritage| match &heritage.expression {
        Expression::Identifier(name) => Some(name.name.to_string()),
        _ => None,
    });
    let mut read = Class { parent, ..Class::default() };
    for element in &class.body.body {
        if element.r#static() || matches!(element.property_key(), Some(PropertyKey::PrivateIdentifier(_))) {
            continue;
        }
        let Some(name) = element.static_name() else { continue };
        let name = name.into_owned();
        match element {
            ClassElement::MethodDefinition(method) if method.kind == MethodDefinitionKind::Constructor => {
                read.constructor = Some(parameters(&method.value.params));
                // What a constructor sets by `this.name = …` is a member, too.
                for name in method.value.body.iter().flat_map(|body| &body.statements).filter_map(assigned) {
                    read.members.insert(name, None);
                }
            }
            ClassElement::MethodDefinition(method) => {
                let is_method = method.kind == MethodDefinitionKind::Method;
                read.members.insert(name, is_method.then(|| parameters(&method.value.params)));
            }
            _ => {
                read.members.insert(name, None);
            }
        }
    }
    read
}

/// The name in a statement `this.name = …`.
fn assigned(statement: &Statement) -> Option<String> {
    let Statement::ExpressionStatement(statement) = statement else { return None };
    let Expression::AssignmentExpression(assignment) = &statement.expression else { return None };
    let member = assignment.left.as_member_expression()?;
    let of_this = matches!(member.object(), Expression::ThisExpression(_));
    // A private name has no static name.
    of_this.then(|| member.static_property_name().map(str::to_owned))?
}
